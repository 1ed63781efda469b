import { useState } from 'preact/hooks';
import type { Place } from '../api';
import { Dialog } from '../dialog';
import places from '../places.json';
import { type TextKey, useTexts } from '../texts';

interface LocationDialogProps {
  readonly accountName: string;
  readonly onSend: (place: Place) => void;
  readonly onClose: () => void;
}

/** Where the account's organisation roughly is: the places offered lie around it. */
function centreOf(accountName: string): { latitude: number; longitude: number } {
  const found = places.centres.find(({ name }) => accountName.includes(name));
  return found ?? { latitude: 13.7563, longitude: 100.5018 };
}

const SPOTS: Readonly<Record<string, TextKey>> = {
  office: 'location.office',
  market: 'location.market',
  school: 'location.school',
  road: 'location.road',
};

/** Chooses a place without a map: one of some spots nearby, or its degrees. */
export function LocationDialog({ accountName, onSend, onClose }: LocationDialogProps) {
  const { t } = useTexts();
  const centre = centreOf(accountName);
  const spots = places.spots.map(({ key, north, east }) => ({
    title: t(SPOTS[key] ?? 'location.office'),
    latitude: (centre.latitude + north).toFixed(5),
    longitude: (centre.longitude + east).toFixed(5),
  }));
  const [first] = spots;
  const [title, setTitle] = useState(first?.title ?? '');
  const [latitude, setLatitude] = useState(first?.latitude ?? '');
  const [longitude, setLongitude] = useState(first?.longitude ?? '');
  const send = (event: Event) => {
    event.preventDefault();
    const address = t('location.near', { account: accountName }).slice(0, 100);
    const named = title.trim() === '' ? {} : { title: title.trim() };
    onSend({ ...named, address, latitude: Number(latitude), longitude: Number(longitude) });
  };
  return (
    <Dialog title={t('location.title')} onClose={onClose}>
      <form class="form" onSubmit={send}>
        <fieldset class="spots">
          <legend>{t('location.choose')}</legend>
          {spots.map((spot) => (
            <button
              type="button"
              key={spot.title}
              aria-pressed={spot.latitude === latitude && spot.longitude === longitude}
              onClick={() => {
                setTitle(spot.title);
                setLatitude(spot.latitude);
                setLongitude(spot.longitude);
              }}
            >
              {spot.title}
            </button>
          ))}
        </fieldset>
        <label>
          {t('location.name')}
          <input maxLength={100} value={title} onInput={(e) => setTitle(e.currentTarget.value)} />
        </label>
        <div class="pair">
          <label>
            {t('location.latitude')}
            <input
              type="number"
              required
              step="any"
              min="-90"
              max="90"
              value={latitude}
              onInput={(e) => setLatitude(e.currentTarget.value)}
            />
          </label>
          <label>
            {t('location.longitude')}
            <input
              type="number"
              required
              step="any"
              min="-180"
              max="180"
              value={longitude}
              onInput={(e) => setLongitude(e.currentTarget.value)}
            />
          </label>
        </div>
        <p class="note">{t('location.invented')}</p>
        <button type="submit" class="primary">
          {t('location.send')}
        </button>
      </form>
    </Dialog>
  );
}
