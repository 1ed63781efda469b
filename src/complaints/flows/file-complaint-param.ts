import type { FileAnswer } from '../../conversation/fields';

/** What is known before the conversation begins. */
export interface KnownComplaint {
  readonly category?: string;
  readonly files?: readonly FileAnswer[];
  /** What the citizen simply wrote. */
  readonly text?: string;
}

const SEPARATOR = '|';

/**
 * The `param` that opens `file-complaint`, of the same make as that of `log-progress`: parts separated by
 * `|`, all optional: `c:<category>` · `f:<fileId>,<mediaType>` once per file · `t:<text>`, which is last
 * because it runs to the end and may itself contain `|`.
 */
export function fileComplaintParam(known: KnownComplaint): string {
  return [
    ...(known.category === undefined ? [] : [`c:${known.category}`]),
    ...(known.files ?? []).map((file) => `f:${file.fileId},${file.mediaType}`),
    ...(known.text === undefined ? [] : [`t:${known.text}`]),
  ].join(SEPARATOR);
}

/** Reads such a `param`; parts it does not know are left out. A file without a type counts as a photo. */
export function readFileComplaintParam(param: string): KnownComplaint {
  const textAt = param.startsWith('t:') ? 0 : param.indexOf(`${SEPARATOR}t:`);
  const parts = (textAt < 0 ? param : param.slice(0, textAt)).split(SEPARATOR);
  const category = parts.find((part) => part.startsWith('c:'))?.slice(2);
  const files = parts.filter((part) => part.startsWith('f:')).map((part) => readFile(part.slice(2)));
  const text = textAt < 0 ? '' : param.slice(param.indexOf('t:', textAt) + 2).trim();
  return {
    ...(category === undefined ? {} : { category }),
    ...(files.length === 0 ? {} : { files }),
    ...(text === '' ? {} : { text }),
  };
}

function readFile(part: string): FileAnswer {
  const [fileId = '', mediaType = 'image/jpeg'] = part.split(',');
  return { fileId, mediaType };
}
