/**
 * Standard normal distribution. Both functions are accurate to about 1e-15 relative in the body and
 * use no platform-dependent special function beyond exp, log and sqrt.
 */

/** exp(-x^2 / 2) with the rounding error of x^2 taken out: x is split at 1/16 (Cody 1969). */
function gaussianTail(x: number): number {
  const head = Math.trunc(x * 16) / 16;
  return Math.exp(-head * head * 0.5) * Math.exp(-(x - head) * (x + head) * 0.5);
}

const SQRT_32 = 5.656854249492381;
const INVERSE_SQRT_2PI = 0.3989422804014327;
/** Below this |x| the central approximation applies. */
const CENTRAL_LIMIT = 0.67448975;

/**
 * Distribution function of the standard normal. W. J. Cody (1969), *Rational Chebyshev Approximations
 * for the Error Function*, Mathematics of Computation 23; 0 and 1 at the infinities, NaN for NaN.
 */
export function normalCdf(x: number): number {
  const distance = Math.abs(x);
  if (distance <= CENTRAL_LIMIT) return 0.5 + centralArea(x);
  if (distance === Number.POSITIVE_INFINITY) return x > 0 ? 1 : 0;
  const tail = gaussianTail(distance) * (distance <= SQRT_32 ? middleFactor(distance) : farFactor(distance));
  return x > 0 ? 1 - tail : tail;
}

/** Area between 0 and x for |x| <= 0.67448975. */
function centralArea(x: number): number {
  const square = x * x;
  let numerator = 0.06568233791820745 * square;
  let denominator = square;
  numerator = (numerator + 2.2352520354606837) * square;
  denominator = (denominator + 47.202581904688245) * square;
  numerator = (numerator + 161.02823106855587) * square;
  denominator = (denominator + 976.0985517377767) * square;
  numerator = (numerator + 1067.6894854603709) * square;
  denominator = (denominator + 10260.932208618979) * square;
  return (x * (numerator + 18154.98125334356)) / (denominator + 45507.78933502673);
}

const MIDDLE_NUMERATOR = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
];
const MIDDLE_DENOMINATOR = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];

function middleFactor(distance: number): number {
  return horner(MIDDLE_NUMERATOR, distance) / horner(MIDDLE_DENOMINATOR, distance);
}

const FAR_NUMERATOR = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  0.000029112874951168793,
];
const FAR_DENOMINATOR = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 0.00007297515550839662,
];

function farFactor(distance: number): number {
  const inverse = 1 / (distance * distance);
  const correction = (inverse * horner(FAR_NUMERATOR, inverse)) / horner(FAR_DENOMINATOR, inverse);
  return (INVERSE_SQRT_2PI - correction) / distance;
}

/** Polynomial with the highest power first. */
function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value = value * x + (coefficients[i] as number);
  return value;
}

const BODY_NUMERATOR = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const BODY_DENOMINATOR = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const NEAR_TAIL_NUMERATOR = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const NEAR_TAIL_DENOMINATOR = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const FAR_TAIL_NUMERATOR = [
  2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const FAR_TAIL_DENOMINATOR = [
  2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];

/**
 * Inverse of the standard normal distribution function, algorithm AS 241 (PPND16): M. J. Wichura
 * (1988), *The Percentage Points of the Normal Distribution*, Applied Statistics 37. Minus and plus
 * infinity at 0 and 1, NaN outside [0, 1].
 */
export function normalQuantile(probability: number): number {
  const fromCentre = probability - 0.5;
  if (Math.abs(fromCentre) <= 0.425) {
    const r = 0.180625 - fromCentre * fromCentre;
    return (fromCentre * horner(BODY_NUMERATOR, r)) / horner(BODY_DENOMINATOR, r);
  }
  if (!(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability === 0) return Number.NEGATIVE_INFINITY;
  if (probability === 1) return Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(fromCentre < 0 ? probability : 1 - probability));
  const magnitude =
    r <= 5
      ? horner(NEAR_TAIL_NUMERATOR, r - 1.6) / horner(NEAR_TAIL_DENOMINATOR, r - 1.6)
      : horner(FAR_TAIL_NUMERATOR, r - 5) / horner(FAR_TAIL_DENOMINATOR, r - 5);
  return fromCentre < 0 ? -magnitude : magnitude;
}
