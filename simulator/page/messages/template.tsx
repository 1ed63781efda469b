import { type Json, listOf, objectOf, textOf } from '../json';
import { localPath } from '../links';
import { useTexts } from '../texts';

type OnTap = (action: Json) => void;

const COLOR = /^#[0-9a-f]{6}$/i;

function Actions({ actions, onTap, row = false }: { actions: readonly Json[]; onTap: OnTap; row?: boolean }) {
  return (
    <div class={row ? 'template-actions row' : 'template-actions'}>
      {actions.map((action) => (
        <button type="button" onClick={() => onTap(action)}>
          {textOf(action, 'label')}
        </button>
      ))}
    </div>
  );
}

/** Picture, title and text of a buttons template or of one column; tappable with a default action. */
function Content({ node, look, onTap }: { node: Json; look: Json; onTap: OnTap }) {
  const { t } = useTexts();
  const wanted = textOf(node, 'thumbnailImageUrl');
  const picture = localPath(wanted, location.href);
  const background = textOf(node, 'imageBackgroundColor') ?? '';
  const title = textOf(node, 'title');
  const inner = (
    <>
      {wanted !== undefined && (
        <span
          class={look.imageAspectRatio === 'square' ? 'thumb square' : 'thumb'}
          style={COLOR.test(background) ? { backgroundColor: background } : {}}
        >
          {picture === undefined ? (
            <span class="fx-missing">{t('media.elsewhere')}</span>
          ) : (
            <img src={picture} alt="" class={look.imageSize === 'contain' ? 'contain' : ''} />
          )}
        </span>
      )}
      <span class="template-words">
        {title !== undefined && <strong>{title}</strong>}
        <span>{textOf(node, 'text')}</span>
      </span>
    </>
  );
  const action = objectOf(node, 'defaultAction');
  return action === undefined ? (
    <div class="template-content">{inner}</div>
  ) : (
    <button type="button" class="template-content" onClick={() => onTap(action)}>
      {inner}
    </button>
  );
}

function Card({ node, look, onTap }: { node: Json; look: Json; onTap: OnTap }) {
  return (
    <div class="template">
      <Content node={node} look={look} onTap={onTap} />
      <Actions actions={listOf(node, 'actions')} onTap={onTap} />
    </div>
  );
}

function ImageColumn({ column, onTap }: { column: Json; onTap: OnTap }) {
  const { t } = useTexts();
  const action = objectOf(column, 'action') ?? {};
  const picture = localPath(textOf(column, 'imageUrl'), location.href);
  return (
    <button
      type="button"
      class="image-column"
      aria-label={textOf(action, 'label') ?? t('open')}
      onClick={() => onTap(action)}
    >
      {picture === undefined ? (
        <span class="fx-missing">{t('media.elsewhere')}</span>
      ) : (
        <img src={picture} alt="" />
      )}
      <span class="image-label">{textOf(action, 'label')}</span>
    </button>
  );
}

/** A template message: buttons, confirm, carousel, image carousel; others by their alternative text. */
export function TemplateMessage({ message, onTap }: { message: Json; onTap: OnTap }) {
  const template = objectOf(message, 'template') ?? {};
  const altText = textOf(message, 'altText') ?? '';
  switch (template.type) {
    case 'buttons':
      return <Card node={template} look={template} onTap={onTap} />;
    case 'confirm':
      return (
        <div class="template confirm">
          <p class="template-words">{textOf(template, 'text')}</p>
          <Actions actions={listOf(template, 'actions')} onTap={onTap} row />
        </div>
      );
    case 'carousel':
      return (
        <div class="carousel" role="group" tabIndex={0} aria-label={altText}>
          {listOf(template, 'columns').map((column) => (
            <Card node={column} look={template} onTap={onTap} />
          ))}
        </div>
      );
    case 'image_carousel':
      return (
        <div class="carousel" role="group" tabIndex={0} aria-label={altText}>
          {listOf(template, 'columns').map((column) => (
            <ImageColumn column={column} onTap={onTap} />
          ))}
        </div>
      );
    default:
      return <p class="bubble words">{altText}</p>;
  }
}
