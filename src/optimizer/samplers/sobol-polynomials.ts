/** Primitive polynomial modulo 2 of one Sobol dimension, and its initial direction numbers. */
export interface SobolPolynomial {
  readonly degree: number;
  /** Coefficients as binary digits, highest power first: 11 = 1011 is x^3 + x + 1. */
  readonly polynomial: number;
  /** m_1 to m_degree, odd, m_k below 2^k. */
  readonly initial: readonly number[];
}

/**
 * Dimensions 2 to 40 of S. Joe and F. Y. Kuo (2008), *Constructing Sobol Sequences with Better
 * Two-Dimensional Projections*, SIAM Journal on Scientific Computing 30, file `new-joe-kuo-6.21201`.
 */
export const SOBOL_POLYNOMIALS: readonly SobolPolynomial[] = [
  { degree: 1, polynomial: 3, initial: [1] },
  { degree: 2, polynomial: 7, initial: [1, 3] },
  { degree: 3, polynomial: 11, initial: [1, 3, 1] },
  { degree: 3, polynomial: 13, initial: [1, 1, 1] },
  { degree: 4, polynomial: 19, initial: [1, 1, 3, 3] },
  { degree: 4, polynomial: 25, initial: [1, 3, 5, 13] },
  { degree: 5, polynomial: 37, initial: [1, 1, 5, 5, 17] },
  { degree: 5, polynomial: 41, initial: [1, 1, 5, 5, 5] },
  { degree: 5, polynomial: 47, initial: [1, 1, 7, 11, 19] },
  { degree: 5, polynomial: 55, initial: [1, 1, 5, 1, 1] },
  { degree: 5, polynomial: 59, initial: [1, 1, 1, 3, 11] },
  { degree: 5, polynomial: 61, initial: [1, 3, 5, 5, 31] },
  { degree: 6, polynomial: 67, initial: [1, 3, 3, 9, 7, 49] },
  { degree: 6, polynomial: 91, initial: [1, 1, 1, 15, 21, 21] },
  { degree: 6, polynomial: 97, initial: [1, 3, 1, 13, 27, 49] },
  { degree: 6, polynomial: 103, initial: [1, 1, 1, 15, 7, 5] },
  { degree: 6, polynomial: 109, initial: [1, 3, 1, 15, 13, 25] },
  { degree: 6, polynomial: 115, initial: [1, 1, 5, 5, 19, 61] },
  { degree: 7, polynomial: 131, initial: [1, 3, 7, 11, 23, 15, 103] },
  { degree: 7, polynomial: 137, initial: [1, 3, 7, 13, 13, 15, 69] },
  { degree: 7, polynomial: 143, initial: [1, 1, 3, 13, 7, 35, 63] },
  { degree: 7, polynomial: 145, initial: [1, 3, 5, 9, 1, 25, 53] },
  { degree: 7, polynomial: 157, initial: [1, 3, 1, 13, 9, 35, 107] },
  { degree: 7, polynomial: 167, initial: [1, 3, 1, 5, 27, 61, 31] },
  { degree: 7, polynomial: 171, initial: [1, 1, 5, 11, 19, 41, 61] },
  { degree: 7, polynomial: 185, initial: [1, 3, 5, 3, 3, 13, 69] },
  { degree: 7, polynomial: 191, initial: [1, 1, 7, 13, 1, 19, 1] },
  { degree: 7, polynomial: 193, initial: [1, 3, 7, 5, 13, 19, 59] },
  { degree: 7, polynomial: 203, initial: [1, 1, 3, 9, 25, 29, 41] },
  { degree: 7, polynomial: 211, initial: [1, 3, 5, 13, 23, 1, 55] },
  { degree: 7, polynomial: 213, initial: [1, 3, 7, 3, 13, 59, 17] },
  { degree: 7, polynomial: 229, initial: [1, 3, 1, 3, 5, 53, 69] },
  { degree: 7, polynomial: 239, initial: [1, 1, 5, 5, 23, 33, 13] },
  { degree: 7, polynomial: 241, initial: [1, 1, 7, 7, 1, 61, 123] },
  { degree: 7, polynomial: 247, initial: [1, 1, 7, 9, 13, 61, 49] },
  { degree: 7, polynomial: 253, initial: [1, 3, 3, 5, 3, 55, 33] },
  { degree: 8, polynomial: 285, initial: [1, 3, 1, 15, 31, 13, 49, 245] },
  { degree: 8, polynomial: 299, initial: [1, 3, 5, 15, 31, 59, 63, 97] },
  { degree: 8, polynomial: 301, initial: [1, 3, 1, 11, 11, 11, 77, 249] },
];
