import type { Actor } from '../../conversation/actor';
import type { Input } from '../../conversation/flow';
import { present } from '../../core/present';
import { hasDuty } from '../../duties/duties';
import type { Expected } from '../../files/store';
import type { Channel } from '../outgoing/channels';
import type { FetchedContent, ToFetch } from '../outgoing/content';
import type { Patience } from './seat';

/** What fetching a file needs of the other rooms. */
export interface FetchingParts {
  readonly channels: { of(orgId: string): Promise<Channel | undefined> };
  readonly gateway: { fetchContent(channel: Channel, wanted: ToFetch): Promise<FetchedContent> };
  readonly files: {
    /** Asked before a file is fetched, see `FileStore`. */
    expect(sent: { orgId: string; messageId: string; senderId: string }): Promise<Expected>;
    put(file: {
      orgId: string;
      messageId: string;
      senderId: string;
      mediaType: string;
      name?: string;
      bytes: Buffer;
    }): Promise<string>;
  };
}

/** Files of one person that are fetched at a time. */
const SIDE_BY_SIDE = 4;

/** What was said, as inputs. Files are fetched side by side, without holding anybody up. */
export async function fetchFiles(
  parts: FetchingParts,
  actor: Actor,
  said: readonly { readonly input: Input | ToFetch }[],
  patience: Pick<Patience, 'outside'>,
): Promise<readonly Input[]> {
  const inputs: (Input | ToFetch)[] = said.map(({ input }) => input);
  if (inputs.every(isHere)) return inputs;
  const places = [...inputs.keys()];
  const fetchNext = async (): Promise<void> => {
    for (let place = places.shift(); place !== undefined; place = places.shift()) {
      const input = inputs[place];
      if (input?.kind === 'fetch') inputs[place] = await fetchFile(parts, actor, input);
    }
  };
  await patience.outside(() => Promise.all(Array.from({ length: SIDE_BY_SIDE }, fetchNext)));
  return inputs.filter(isHere);
}

function isHere(input: Input | ToFetch): input is Input {
  return input.kind !== 'fetch';
}

/** LINE keeps what people send only for a while: it is fetched at once, under an id that a repeat finds again. */
async function fetchFile(
  parts: FetchingParts,
  actor: Actor,
  { messageId, ...wanted }: ToFetch,
): Promise<Input> {
  const { orgId, personId } = actor;
  const sent = { orgId, messageId, senderId: personId };
  const expected = await parts.files.expect(sent);
  if (expected.kind === 'refused') return { kind: 'unusable', problem: expected.problem };
  if (expected.kind === 'kept') return fileInput(expected, messageId);
  const channel = await parts.channels.of(orgId);
  if (channel === undefined) return { kind: 'unusable', problem: 'line.file.notReceived' };
  const content = await parts.gateway.fetchContent(channel, {
    ...{ messageId, ...wanted },
    texts: wanted.mediaKind === 'file' && hasDuty(actor, 'import-plans'),
  });
  if (!content.ok) return { kind: 'unusable', problem: content.problem };
  const { bytes, mediaType, name } = content;
  const fileId = await parts.files.put({
    ...sent,
    mediaType,
    bytes,
    ...present({ name }),
  });
  return fileInput({ fileId, mediaType }, messageId);
}

function fileInput({ fileId, mediaType }: { fileId: string; mediaType: string }, source: string): Input {
  return { kind: 'file', fileId, mediaType, source };
}
