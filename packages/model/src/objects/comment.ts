import { defineObject } from '../define-object.ts'
import { dateTime } from '../fields/date-time.ts'
import { identifier, ref } from '../fields/reference.ts'
import { richText } from '../fields/rich-text.ts'
import { text } from '../fields/text.ts'

/** What somebody says about a record of any object, to those who may read it; or in reply to another comment on it. */
export const comment = defineObject({
  name: 'comment',
  collection: 'comments',
  label: {
    en: ['Comment', 'Comments'],
    es: ['Comentario', 'Comentarios'],
    et: ['Kommentaar', 'Kommentaarid', 'kommentaari'],
  },
  icon: 'message',
  fields: {
    body: richText({
      label: ['Text', 'Texto', 'Tekst'],
      required: true,
      maxLength: 10_000,
      personal: true,
    }),
    excerpt: text({
      label: ['Beginning', 'Comienzo', 'Algus'],
      required: true,
      computed: true,
      personal: true,
      tells: ['comment.body'],
    }),
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, createOnly: true, maxLength: 60 }),
    record: identifier({ label: ['Record', 'Registro', 'Kirje'], required: true, createOnly: true }),
    replyTo: ref('comment', { label: ['Reply to', 'Respuesta a', 'Vastus'], createOnly: true }),
    editedAt: dateTime({ label: ['Edited', 'Editado', 'Muudetud'], computed: true }),
  },
  title: 'excerpt',
  list: ['excerpt', 'createdBy', 'createdAt'],
  owned: false,
  parent: ['record'],
  attached: true,
  authored: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
  indexes: [['replyTo', 'createdAt']],
})
