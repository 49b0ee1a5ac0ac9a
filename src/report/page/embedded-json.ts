/** Characters that could end the element around the text, or a line of an old script parser. */
const UNSAFE = /[<>&\u2028\u2029]/g;

/**
 * JSON for a `script` element of a page: the text of any string in it, however hostile, cannot end the element
 * or open a comment. Parses back to the same value.
 */
export function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
