/** Texts quote files and words as they are; what would steer the terminal is written as its code instead. */
export function showControls(text: string): string {
  return text.replace(/(?!\n)\p{Cc}/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
