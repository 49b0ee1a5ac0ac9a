const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** JSON path of an object member: `account.risk_per_trade`, `overrides["EURUSD/M5"]`. */
export function memberPath(parent: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === '' ? key : `${parent}.${key}`;
}

/** JSON path of an array element: `sessions[0]`. */
export function elementPath(parent: string, index: number): string {
  return `${parent}[${index}]`;
}

/** JSON path of a list of keys and indices. */
export function jsonPath(segments: readonly PropertyKey[]): string {
  let path = '';
  for (const segment of segments) {
    path = typeof segment === 'number' ? elementPath(path, segment) : memberPath(path, String(segment));
  }
  return path;
}

/** Appends a path that may begin with a bracket. */
export function joinPaths(parent: string, child: string): string {
  if (child === '') return parent;
  return child.startsWith('[') ? `${parent}${child}` : `${parent}.${child}`;
}
