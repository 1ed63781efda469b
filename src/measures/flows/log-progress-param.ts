import type { Evidence } from '../rules';

/** What is known before the conversation begins. */
export interface KnownProgress {
  readonly measureId?: string;
  readonly evidence?: readonly Evidence[];
  /** The sentence that was sent; it becomes the result and ranks the measures offered. */
  readonly text?: string;
}

const SEPARATOR = '|';

/**
 * The `param` that opens `log-progress`: parts separated by `|`, all optional, in this order:
 * `m:<measureId>` · `f:<fileId>,<mediaType>` once per file · `t:<text>`, which is last because it runs to
 * the end and may itself contain `|`. A button carries at most the first, so it stays short and ASCII.
 */
export function logProgressParam(known: KnownProgress): string {
  return [
    ...(known.measureId === undefined ? [] : [`m:${known.measureId}`]),
    ...(known.evidence ?? []).map((file) => `f:${file.fileId},${file.mediaType}`),
    ...(known.text === undefined ? [] : [`t:${known.text}`]),
  ].join(SEPARATOR);
}

/** Reads such a `param`; parts it does not know are left out. A file without a type counts as a photo. */
export function readLogProgressParam(param: string): KnownProgress {
  const textAt = param.startsWith('t:') ? 0 : param.indexOf(`${SEPARATOR}t:`) + 1;
  const hasText = param.startsWith('t:') || textAt > 0;
  const parts = (hasText ? param.slice(0, textAt) : param).split(SEPARATOR);
  const measureId = parts.find((part) => part.startsWith('m:'))?.slice(2);
  const evidence = parts.filter((part) => part.startsWith('f:')).map((part) => readFile(part.slice(2)));
  const text = hasText ? param.slice(textAt + 2).trim() : '';
  return {
    ...(measureId === undefined ? {} : { measureId }),
    ...(evidence.length === 0 ? {} : { evidence }),
    ...(text === '' ? {} : { text }),
  };
}

function readFile(part: string): Evidence {
  const [fileId = '', mediaType = 'image/jpeg'] = part.split(',');
  return { fileId, mediaType };
}
