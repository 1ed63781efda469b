import type { FileAnswer } from './fields';

/** What is known before a conversation begins. */
export interface Known {
  /** What it is about: the id behind a button. Short ASCII. */
  readonly subject?: string;
  /** What was sent already. */
  readonly files?: readonly FileAnswer[];
  /** What was simply written. */
  readonly text?: string;
}

const SEPARATOR = '|';

/**
 * The `param` that opens a flow with what is known: parts separated by `|`, all optional, in this order:
 * `s:<subject>` · `f:<fileId>,<mediaType>` once per file · `t:<text>`, which is last because it runs to the
 * end and may itself contain `|`. A button carries at most the first, so it stays short.
 */
export function paramOf({ subject, files = [], text }: Known): string {
  return [
    ...(subject === undefined ? [] : [`s:${subject}`]),
    ...files.map((file) => `f:${file.fileId},${file.mediaType}`),
    ...(text === undefined ? [] : [`t:${text}`]),
  ].join(SEPARATOR);
}

/** Reads such a `param`; parts it does not know are left out. A file without a type counts as a photo. */
export function knownFrom(param: string): Known {
  const textAt = param.startsWith('t:') ? 0 : param.indexOf(`${SEPARATOR}t:`);
  const parts = (textAt < 0 ? param : param.slice(0, textAt)).split(SEPARATOR);
  const subject = parts.find((part) => part.startsWith('s:'))?.slice(2);
  const files = parts.filter((part) => part.startsWith('f:')).map((part) => fileFrom(part.slice(2)));
  const text = textAt < 0 ? '' : param.slice(param.indexOf('t:', textAt) + 2).trim();
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(files.length === 0 ? {} : { files }),
    ...(text === '' ? {} : { text }),
  };
}

function fileFrom(part: string): FileAnswer {
  const [fileId = '', mediaType = 'image/jpeg'] = part.split(',');
  return { fileId, mediaType };
}
