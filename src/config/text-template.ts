import { canonicalJson } from '../core/math/canonical-json.ts';
import { isJsonObject } from '../core/math/json-kind.ts';
import type { JsonObject, JsonValue } from '../core/types/json.ts';

/**
 * Canonical JSON of one object with gaps where the values of some paths stand, for many objects that differ
 * in these values only.
 */
export class TextTemplate {
  /** One more than there are gaps. */
  private readonly pieces: readonly string[];
  /** Path of each gap, as its number among the paths. */
  private readonly gaps: readonly number[];

  /** @param paths dotted, none of them below another; those that the object does not have get no gap */
  constructor(object: JsonObject, paths: readonly string[]) {
    const writer = new TemplateWriter(paths);
    writer.writeMembers(object, '');
    this.pieces = [...writer.pieces, writer.text];
    this.gaps = writer.gaps;
  }

  /** @param texts canonical JSON of the values by path */
  fill(texts: readonly string[]): string {
    const { pieces, gaps } = this;
    let text = pieces[0]!;
    for (let gap = 0; gap < gaps.length; gap++) text += texts[gaps[gap]!]! + pieces[gap + 1]!;
    return text;
  }
}

class TemplateWriter {
  readonly pieces: string[] = [];
  readonly gaps: number[] = [];
  /** What has been written since the last gap. */
  text = '';
  private readonly paths: readonly string[];

  constructor(paths: readonly string[]) {
    this.paths = paths;
  }

  writeMembers(object: JsonObject, place: string): void {
    this.text += '{';
    for (const [index, key] of Object.keys(object).sort().entries()) {
      this.text += `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
      this.writeMember(object[key] as JsonValue, `${place}${key}`);
    }
    this.text += '}';
  }

  private writeMember(value: JsonValue, path: string): void {
    const gap = this.paths.indexOf(path);
    if (gap >= 0) {
      this.pieces.push(this.text);
      this.gaps.push(gap);
      this.text = '';
    } else if (isJsonObject(value) && this.paths.some((other) => other.startsWith(`${path}.`))) {
      this.writeMembers(value, `${path}.`);
    } else {
      this.text += canonicalJson(value);
    }
  }
}
