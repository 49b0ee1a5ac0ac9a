/** Random draws in [0, 1). */
export type Draw = () => number;

/** Pieces of text that parsers stumble over. */
const TOKENS = [
  '',
  '0',
  '-1',
  '1e999',
  '-0',
  '1e-320',
  '9007199254740993',
  'NaN',
  'Infinity',
  'null',
  'true',
  '""',
  '"',
  "'",
  '[]',
  '{}',
  '[[[[[[[[[[[[[[[[',
  '{"a":',
  ',',
  ';',
  ':',
  ': ',
  '\t',
  '\n',
  '\r\n',
  '\n\n  - ',
  '#',
  '&a ',
  '*a',
  '!!binary ',
  '<<: ',
  '|',
  '2023-13-45',
  '1970-01-01',
  '__proto__',
  'constructor',
  '../../etc',
  '\u0000',
  '\uFEFF',
  '\u202E',
  '𝟙',
  'é'.normalize('NFD'),
];

/** Changes a text or a binary file in one to four places. */
export function mutate(sample: Buffer, draw: Draw, isText: boolean): Buffer {
  let bytes = sample;
  const changes = draw() < 0.5 ? 1 : 1 + whole(draw, 4);
  for (let change = 0; change < changes; change += 1) {
    bytes = isText && draw() < 0.9 ? mutateText(bytes, draw) : mutateBytes(bytes, draw);
  }
  return bytes;
}

function mutateBytes(bytes: Buffer, draw: Draw): Buffer {
  const at = whole(draw, bytes.length + 1);
  const length = Math.min(bytes.length - at, 1 + whole(draw, 16));
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at + length);
  switch (whole(draw, 6)) {
    case 0:
      return flipBit(bytes, at, draw);
    case 1:
      return Buffer.concat([before, randomBytes(length, draw), after]);
    case 2:
      return Buffer.from(before);
    case 3:
      return Buffer.concat([before, after]);
    case 4:
      return Buffer.concat([before, randomBytes(1 + whole(draw, 8), draw), bytes.subarray(at)]);
    default:
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)]);
  }
}

/** Exchanges, repeats or drops words and lines, or puts a treacherous token in the place of one. */
function mutateText(bytes: Buffer, draw: Draw): Buffer {
  const isByLine = draw() < 0.3;
  const parts = bytes.toString('utf8').split(isByLine ? /(?<=\n)/ : /(\s+|[,:;{}[\]"]+)/);
  const at = whole(draw, parts.length);
  const other = whole(draw, parts.length);
  const part = parts[at] ?? '';
  switch (whole(draw, 5)) {
    case 0:
      parts[at] = TOKENS[whole(draw, TOKENS.length)] ?? '';
      break;
    case 1:
      parts[at] = parts[other] ?? '';
      parts[other] = part;
      break;
    case 2:
      parts[at] = part + part;
      break;
    case 3:
      parts[at] = '';
      break;
    default:
      parts[at] = part.repeat(1 + whole(draw, 200));
  }
  return Buffer.from(parts.join(''), 'utf8');
}

function flipBit(bytes: Buffer, at: number, draw: Draw): Buffer {
  const changed = Buffer.from(bytes);
  if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << whole(draw, 8));
  return changed;
}

function randomBytes(length: number, draw: Draw): Buffer {
  return Buffer.from(Array.from({ length }, () => whole(draw, 256)));
}

function whole(draw: Draw, below: number): number {
  return Math.floor(draw() * below);
}
