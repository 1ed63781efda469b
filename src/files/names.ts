import type { Sealer } from '../core/sealing';

/** Version 0.1 called files `<organisation>_<LINE message id>`; drafts and old entries may still say so. */
const OLD_ID = /^([a-z0-9-]+)_(\d+)$/;

/** The id of a file that came with a LINE message: the same at every repeat, and no way back to the message. */
export function fileIdOf(sealer: Pick<Sealer, 'fingerprint'>, orgId: string, messageId: string): string {
  return sealer.fingerprint(`${orgId}:${messageId}`, 'file').slice(0, 24);
}

/** The id a file has now, by whatever id it is named. */
export function currentId(sealer: Pick<Sealer, 'fingerprint'>, id: string): string {
  const [, orgId, messageId] = OLD_ID.exec(id) ?? [];
  return orgId === undefined || messageId === undefined ? id : fileIdOf(sealer, orgId, messageId);
}

/** Counts what somebody has lying loose, and knows it as theirs; means nothing anywhere else. */
export function senderOf(sealer: Pick<Sealer, 'fingerprint'>, senderId: string): string {
  return sealer.fingerprint(senderId, 'file-sender');
}
