import type { Field } from '../flow';
import type { FileAnswer } from '../known';

/**
 * Up to `max` photos and documents, one after the other. The step is left when `max` have come, or by
 * `finish`.
 */
export function files({ max }: { max: number }): Field<readonly FileAnswer[]> {
  return {
    accepts: ['file'],
    controls: () => [
      { kind: 'camera', label: { key: 'conversation.controls.camera' } },
      { kind: 'album', label: { key: 'conversation.controls.album' } },
    ],
    read: (input, _turn, soFar = []) => {
      if (input.kind !== 'file') return { ok: false, problem: 'conversation.problem.filePlease' };
      const { fileId, mediaType } = input;
      if (soFar.some((file) => file.fileId === fileId)) return { ok: true, value: soFar };
      if (soFar.length >= max)
        return { ok: false, problem: 'conversation.problem.tooManyFiles', params: { max } };
      return { ok: true, value: [...soFar, { fileId, mediaType }] };
    },
    stayOpen: (value) => value.length < max,
    received: ({ length }) => ({
      key: 'conversation.files.received',
      params: { number: length, left: max - length },
    }),
    without: (value, index) => {
      const rest = value.filter((_file, at) => at !== index);
      return rest.length === 0 ? undefined : rest;
    },
    show: ({ length }) => ({ key: 'conversation.files.shown', params: { number: length } }),
  };
}
