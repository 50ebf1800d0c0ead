import type { Words } from './en.ts'

export const words: Words = {
  comment: 'Kommenteeri',
  reply: 'Vasta',
  replyTo: (who) => `Vasta: ${who}`,
  save: 'Salvesta',
  edit: 'Muuda',
  delete: 'Kustuta',
  more: 'Mida selle kommentaariga teha saab',
  hint: 'Pärast märki @ saab valida inimesi, kes saavad teate. Ctrl+Enter saadab.',
  edited: 'muudetud',
  deletedHere: 'See kommentaar kustutati.',
  deleted: 'Kommentaar kustutatud',
  somebody: 'Keegi',
  unread: (names, count) =>
    count === 1
      ? `${names} ei näe seda kirjet: talle ei teatata ja ta ei saa seda lugeda.`
      : `${names} ei näe seda kirjet: neile ei teatata ja nad ei saa seda lugeda.`,
  follow: 'Jälgi',
  unfollow: 'Lõpeta jälgimine',
  followers: (names) => `Jälgijad: ${names}`,
  nobody: 'Keegi ei jälgi seda.',
}
