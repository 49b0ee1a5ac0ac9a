import { createHash } from 'node:crypto';
import { embeddedJson } from './embedded-json.ts';
import type { PageAssets } from './page-assets.ts';

/** Id of the element with the data of a page; the page's own code looks for it. */
const DATA_ELEMENT_ID = 'page-data';

/**
 * A self-contained page: style, script and data inside, nothing from elsewhere. Its policy allows exactly this script
 * and this style, by their hashes, and no connection at all. Data reach the page as JSON only; its code
 * shows them as text.
 */
export function htmlPage(title: string, assets: PageAssets, data: unknown): string {
  const style = withoutEndTag(assets.style, 'style');
  const script = withoutEndTag(assets.script, 'script');
  const policy = [
    "default-src 'none'",
    `script-src '${sourceHash(script)}'`,
    `style-src '${sourceHash(style)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="omega">
<title>${escapedText(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<noscript>This report draws itself with JavaScript, which is turned off here.</noscript>
<script type="application/json" id="${DATA_ELEMENT_ID}">${embeddedJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

/** The bundler escapes end tags; a page that an asset could break out of must not be written. */
function withoutEndTag(text: string, tag: string): string {
  if (new RegExp(`</${tag}`, 'i').test(text)) throw new Error(`the ${tag} of a page holds its own end tag`);
  return text;
}

function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
