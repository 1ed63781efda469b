import { type Json, objectOf, textOf } from '../json';
import type { FlexHost } from './host';
import { aspectRatio, color, fontSize, imageSize } from './metrics';
import { alignment, gravity, type Style, style } from './style';
import { tappable } from './tap';

/** A picture; one that cannot be loaded from here leaves a labelled empty frame. */
export function flexImage(node: Json, placed: Style, host: FlexHost) {
  const source = host.local(textOf(node, 'url'));
  const frame = style({
    width: imageSize(node.size),
    aspectRatio: aspectRatio(node.aspectRatio),
    backgroundColor: color(node.backgroundColor),
  });
  const outer = style({
    alignItems: alignment(node.align) ?? 'center',
    justifyContent: gravity(node.gravity),
  });
  return (
    <div class="fx-image" style={{ ...placed, ...outer }}>
      <div class="fx-frame" style={frame} {...tappable(node, host)}>
        {source === undefined ? (
          <span class="fx-missing">{host.words.picture}</span>
        ) : (
          <img src={source} alt="" style={{ objectFit: node.aspectMode === 'cover' ? 'cover' : 'contain' }} />
        )}
      </div>
    </div>
  );
}

/** A small picture that stands in a line of text. */
export function flexIcon(node: Json, placed: Style, host: FlexHost) {
  const source = host.local(textOf(node, 'url'));
  const size = style({ height: fontSize(node.size), aspectRatio: aspectRatio(node.aspectRatio) });
  return (
    <span class="fx-icon" style={placed}>
      {source === undefined ? (
        <span class="fx-icon-missing" style={size} />
      ) : (
        <img src={source} alt="" style={size} />
      )}
    </span>
  );
}

/** A hero video: its preview picture with the browser's own controls. */
export function flexVideo(node: Json, host: FlexHost) {
  const source = host.local(textOf(node, 'url'));
  const poster = host.local(textOf(node, 'previewUrl'));
  const action = objectOf(node, 'action');
  return (
    <div class="fx-video">
      <video
        controls
        preload="none"
        style={{ aspectRatio: aspectRatio(node.aspectRatio, '20:13') }}
        {...(source === undefined ? {} : { src: source })}
        {...(poster === undefined ? {} : { poster })}
      />
      {action !== undefined && (
        <button type="button" class="fx-video-link" onClick={() => host.act(action)}>
          {textOf(action, 'label') ?? host.words.open}
        </button>
      )}
    </div>
  );
}
