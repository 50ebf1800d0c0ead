import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('et')

export const words: Words = {
  bell: (unread) => (unread === 0 ? 'Teavitused' : `Teavitused, ${n(unread, 'lugemata', 'lugemata')}`),
  manyUnread: 'Teavitused, 100 või rohkem lugemata',
  show: 'Näita',
  all: 'Kõik',
  unread: 'Lugemata',
  isUnread: 'Lugemata.',
  markAll: 'Märgi kõik loetuks',
  markRead: 'Märgi loetuks',
  markUnread: 'Märgi lugemata',
  more: 'Näita rohkem',
  empty: 'Veel pole midagi',
  emptyLead:
    'Siin teatatakse, kui keegi sind mainib, kommenteerib või muudab seda, mida jälgid, või annab kirje sinu vastutada.',
  nothingUnread: 'Lugemata pole midagi',
  nothingUnreadLead: 'Oled kõik läbi lugenud.',
  somebody: 'Keegi',
  untitled: 'Kirje, mille nime sa ei näe',
  leftBehind: (count) => `jättis ${n(count, 'kirje', 'kirjet')} ilma aktiivse vastutajata`,
  others: (count) => `ja veel ${n(count, 'kirje', 'kirjet')}`,
  did: {
    mention: (who) => `${who} mainis sind`,
    comment: (who) => `${who} kommenteeris`,
    assigned: (who) => `${who} andis selle sinu vastutada`,
    shared: (who) => `${who} jagas seda sinuga`,
    change: (who) => `${who} tegi muudatuse`,
    left_behind: () => 'Ei tööta enam siin',
  },
  settings: 'Millest mulle teatatakse',
  kinds: {
    mention: 'Keegi mainib mind',
    comment: 'Kommentaarid sellele, mida jälgin',
    assigned: 'Kirje saab minu omaks',
    shared: 'Keegi jagab kirjet minu või mu meeskonnaga',
    change: 'Muudatused selles, mida jälgin',
    left_behind: 'Lahkunu kirjed',
  },
  byMail: 'E-postiga',
  mails: { off: 'Mitte kunagi', daily: 'Igal hommikul kell kaheksa', at_once: 'Kohe' },
  following:
    'Sa jälgid kõike, mille eest vastutad, mida kommenteerid või kus sind mainitakse, ja mida valid kirje lehel.',
}
