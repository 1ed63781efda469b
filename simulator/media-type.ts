const BY_HEAD: readonly (readonly [string, RegExp])[] = [
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/png', /^\x89PNG/],
  ['image/gif', /^GIF8/],
  ['image/webp', /^RIFF.{4}WEBP/s],
  ['audio/x-m4a', /^.{4}ftypM4A/s],
  ['video/mp4', /^.{4}ftyp/s],
  ['audio/mpeg', /^ID3/],
  ['application/pdf', /^%PDF/],
];

const BY_NAME: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  txt: 'text/plain',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The media type LINE would give content: from its first bytes, else from what was said of it, else its name. */
export function mediaType(bytes: Buffer, said: string, name: string): string {
  const head = bytes.subarray(0, 16).toString('latin1');
  const found = BY_HEAD.find(([, pattern]) => pattern.test(head))?.[0];
  const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
  const byName = Object.hasOwn(BY_NAME, extension) ? BY_NAME[extension] : undefined;
  const isSaid = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/.test(said) && !said.startsWith('application/octet-stream');
  return byName ?? found ?? (isSaid ? said : 'application/octet-stream');
}
