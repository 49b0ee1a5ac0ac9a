/** A function of the expression language that works on numbers only; `if` and `coalesce` do not. */
export interface NumericFunction {
  readonly minArguments: number;
  readonly maxArguments: number;
  /** Receives finite numbers; a non-finite result becomes missing. */
  apply(args: readonly number[]): number;
}

const one = (apply: (x: number) => number): NumericFunction => ({
  minArguments: 1,
  maxArguments: 1,
  apply: (args) => apply(args[0] as number),
});

/** The numeric functions of `optimizer.md` 9.1. */
export const NUMERIC_FUNCTIONS: ReadonlyMap<string, NumericFunction> = new Map([
  ['min', { minArguments: 1, maxArguments: 100, apply: (args) => Math.min(...args) }],
  ['max', { minArguments: 1, maxArguments: 100, apply: (args) => Math.max(...args) }],
  ['abs', one(Math.abs)],
  ['sqrt', one(Math.sqrt)],
  ['log', one(Math.log)],
  ['exp', one(Math.exp)],
  ['pow', { minArguments: 2, maxArguments: 2, apply: (args) => (args[0] as number) ** (args[1] as number) }],
  ['floor', one(Math.floor)],
  ['ceil', one(Math.ceil)],
  ['clamp', { minArguments: 3, maxArguments: 3, apply: clamp }],
  ['x_over_1_plus_x', one(saturate)],
]);

/** Number of arguments of the two functions that treat missing values themselves. */
export const SPECIAL_FUNCTIONS: ReadonlyMap<string, { readonly minArguments: number; readonly maxArguments: number }> =
  new Map([
    ['if', { minArguments: 3, maxArguments: 3 }],
    ['coalesce', { minArguments: 1, maxArguments: 100 }],
  ]);

/** All function names, for suggestions and for keeping them out of parameter names. */
export const FUNCTION_NAMES: readonly string[] = [...NUMERIC_FUNCTIONS.keys(), ...SPECIAL_FUNCTIONS.keys()];

function clamp(args: readonly number[]): number {
  return Math.min(Math.max(args[0] as number, args[1] as number), args[2] as number);
}

function saturate(x: number): number {
  const positive = Math.max(x, 0);
  return positive / (1 + positive);
}
