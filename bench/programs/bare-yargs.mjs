// The least that a program with yargs can be: what `omega --help` is compared with.
import process from 'node:process';
import yargs from 'yargs';

yargs(process.argv.slice(2)).scriptName('bare').command('run <config>', 'run one backtest').help().parse();
