/** The shortest names by which paths are unmistakable among each other. */
export function shortNames(paths: readonly string[]): readonly string[] {
  return paths.map((path) => shortName(path, paths));
}

/** Last component of a path, with as many of those before it as it takes to differ from the others. */
function shortName(path: string, paths: readonly string[]): string {
  const parts = path.split('.');
  for (let length = 1; length < parts.length; length++) {
    const name = parts.slice(-length).join('.');
    if (paths.filter((other) => other === name || other.endsWith(`.${name}`)).length === 1) return name;
  }
  return path;
}
