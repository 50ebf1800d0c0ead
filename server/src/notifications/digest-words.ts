import type { Language, NotificationItem, NotificationKind } from '@tendero/model'

interface DigestWords {
  readonly somebody: string
  readonly untitled: string
  others(count: number): string
  readonly did: Readonly<Record<NotificationKind, (who: string) => string>>
}

const words: Readonly<Record<Language, DigestWords>> = {
  en: {
    somebody: 'Somebody',
    untitled: 'A record whose name is hidden from you',
    others: (count) => `and ${count} more`,
    did: {
      mention: (who) => `${who} mentioned you`,
      comment: (who) => `${who} commented`,
      assigned: (who) => `${who} made you responsible`,
      shared: (who) => `${who} shared it with you`,
      left_behind: (who) => `${who} is no longer active and left records behind`,
      change: (who) => `${who} made a change`,
    },
  },
  es: {
    somebody: 'Alguien',
    untitled: 'Un registro cuyo nombre no puedes ver',
    others: (count) => `y ${count} más`,
    did: {
      mention: (who) => `${who} te ha mencionado`,
      comment: (who) => `${who} ha comentado`,
      assigned: (who) => `${who} te lo ha asignado`,
      shared: (who) => `${who} lo ha compartido contigo`,
      left_behind: (who) => `${who} ya no está y ha dejado registros sin responsable`,
      change: (who) => `${who} ha hecho un cambio`,
    },
  },
  et: {
    somebody: 'Keegi',
    untitled: 'Kirje, mille nime sa ei näe',
    others: (count) => `ja veel ${count}`,
    did: {
      mention: (who) => `${who} mainis sind`,
      comment: (who) => `${who} kommenteeris`,
      assigned: (who) => `${who} määras sind vastutajaks`,
      shared: (who) => `${who} jagas seda sinuga`,
      left_behind: (who) => `${who} ei ole enam aktiivne ja jättis maha kirjeid`,
      change: (who) => `${who} tegi muudatuse`,
    },
  },
}

/** One notification as a line of a mail. */
export function digestLine({ kind, by, record, others, comment }: NotificationItem, language: Language): string {
  const own = words[language]
  const what = [record.title ?? own.untitled, ...(others > 0 ? [own.others(others)] : [])].join(' ')
  const did = own.did[kind](by?.name ?? own.somebody)
  return `• ${what}: ${did}${comment ? ` – “${comment.excerpt.replace(/\s+/g, ' ')}”` : ''}`
}
