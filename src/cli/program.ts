import { PROGRAM_VERSION } from '../run/program.ts';
import type { Answer, CommandContext, CommandDeclaration, ParsedWords } from './command.ts';
import { Interruption } from './interruption.ts';
import { endQuietlyOnClosedPipe } from './output/closed-pipe.ts';
import { EXIT_SUCCESS } from './output/exit-codes.ts';
import { successDocument } from './output/json-document.ts';
import { isFlagGiven, reportError } from './output/report-error.ts';
import { Terminal } from './output/terminal.ts';
import { buildParser } from './parser.ts';
import { mayShowStack } from './stack-permission.ts';

/** Runs one command line and returns the exit code; everything that goes wrong is printed here. */
export async function runProgram(words: readonly string[]): Promise<number> {
  endQuietlyOnClosedPipe(process.stdout);
  endQuietlyOnClosedPipe(process.stderr);
  const terminal = new Terminal(process.stdout, process.stderr);
  const interruption = new Interruption(process, () => terminal.clearDisplay());
  const isJson = isFlagGiven(words, '--json');
  let exitCode = EXIT_SUCCESS;
  let called: ParsedWords = {};
  const dispatch = async (name: string, declaration: CommandDeclaration, parsed: ParsedWords): Promise<void> => {
    called = parsed;
    const action = await declaration.load();
    const answer = await action(parsed, createContext(parsed, terminal, interruption));
    exitCode = printAnswer(answer, name, words, isJson, terminal);
  };
  try {
    await buildParser(words, PROGRAM_VERSION, dispatch).parseAsync();
    return exitCode;
  } catch (error) {
    terminal.clearDisplay();
    const withStack = isFlagGiven(words, '--verbose') && mayShowStack(called);
    return reportError(error, words, terminal, { withStack });
  } finally {
    interruption.dispose();
  }
}

function createContext(parsed: ParsedWords, terminal: Terminal, interruption: Interruption): CommandContext {
  const { projectRoot } = parsed;
  const workingDirectory = process.cwd();
  const isGiven = typeof projectRoot === 'string' && projectRoot !== '';
  return {
    terminal,
    interruption,
    environment: process.env,
    workingDirectory,
    projectRoot: isGiven ? projectRoot : workingDirectory,
    rootWords: isGiven ? ` --project-root ${quoted(projectRoot)}` : '',
  };
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function printAnswer(
  answer: Answer,
  name: string,
  words: readonly string[],
  isJson: boolean,
  terminal: Terminal,
): number {
  if (isJson) {
    if (answer.failure !== undefined) return reportError(answer.failure, words, terminal);
    terminal.print(successDocument(name, answer.result()));
    return answer.exitCode ?? EXIT_SUCCESS;
  }
  const text = answer.text();
  for (const piece of typeof text === 'string' ? [text] : text) terminal.print(piece);
  if (answer.failure !== undefined) return reportError(answer.failure, words, terminal);
  return answer.exitCode ?? EXIT_SUCCESS;
}
