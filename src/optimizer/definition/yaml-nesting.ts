import { CST, Lexer, Parser } from 'yaml';

/** Levels of a sweep file below its outermost mapping; it needs far fewer. */
export const MAX_DEPTH = 50;

/** What is wrong with a file that is nested deeper. */
export const TOO_DEEP = {
  message: `lists and mappings are nested deeper than ${MAX_DEPTH} levels`,
  hint: 'a sweep file needs five or so; look for brackets or indentation that were repeated by mistake',
};

/**
 * Where a text first nests deeper than a sweep file may: offset of the first character of that list or mapping,
 * null where none does. Reads no further than there: composing such a document would overflow the stack.
 */
export function findDeepNesting(text: string): number | null {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // It moves on only while its finished documents are taken.
    Array.from(parser.next(lexeme));
    // The outermost list or mapping is level 0.
    const tooDeep = parser.stack.filter(CST.isCollection)[MAX_DEPTH + 1];
    if (tooDeep !== undefined) return tooDeep.offset;
  }
  return null;
}
