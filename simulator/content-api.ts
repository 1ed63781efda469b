import { ApiError, notFound } from './api-error';
import type { Answer, Call, Endpoint } from './endpoint';
import type { Content } from './state';

/** A grey pixel: what a film or its like shows before it plays. */
const STILL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGO4CQAA+AD3nmNVvQAAAABJRU5ErkJggg==',
  'base64',
);

function contentOf({ channel, params }: Call): Content {
  const content = channel.contents.get(params.messageId ?? '');
  if (content === undefined) throw notFound('not found');
  if (content.unsent) throw new ApiError(410, 'The content is gone');
  return content;
}

/** True while a film or recording is still being made ready; every question brings it nearer. */
function isPreparing(content: Content): boolean {
  if (content.preparing <= 0) return false;
  content.preparing -= 1;
  return true;
}

function bytesOf(call: Call, content: Content): Answer {
  const media = call.world.media.get(content.mediaId);
  if (media === undefined) throw notFound('not found');
  return { file: { bytes: media.bytes, type: media.type } };
}

function content(call: Call): Answer {
  const found = contentOf(call);
  if (isPreparing(found))
    return { status: 202, file: { bytes: Buffer.alloc(0), type: 'application/octet-stream' } };
  return bytesOf(call, found);
}

function preview(call: Call): Answer {
  const found = contentOf(call);
  if (found.kind === 'image') return bytesOf(call, found);
  if (found.kind !== 'video') throw new ApiError(400, 'The content can not be previewed');
  return { file: { bytes: STILL, type: 'image/png' } };
}

function transcoding(call: Call): Answer {
  const found = contentOf(call);
  if (found.kind !== 'video' && found.kind !== 'audio') {
    throw new ApiError(400, "Transcoding status doesn't support this type of content");
  }
  return { body: { status: isPreparing(found) ? 'processing' : 'succeeded' } };
}

/** What users sent (line-platform.md §10). */
export const contentEndpoints: readonly Endpoint[] = [
  { method: 'get', path: '/v2/bot/message/:messageId/content', handle: content },
  { method: 'get', path: '/v2/bot/message/:messageId/content/preview', handle: preview },
  { method: 'get', path: '/v2/bot/message/:messageId/content/transcoding', handle: transcoding },
];
