import { defineObject } from '../define-object.ts'
import { integer } from '../fields/integer.ts'
import { identifier } from '../fields/reference.ts'
import { text } from '../fields/text.ts'

/** Longest name of a file, in characters. */
export const longestFileName = 200

/**
 * A file that people keep with a record: attached to it, or standing in one of its fields. Its content lies in the file
 * store under the id. Until it is attached it belongs to whoever uploaded it.
 */
export const file = defineObject({
  name: 'file',
  collection: 'files',
  label: { en: ['File', 'Files'], es: ['Archivo', 'Archivos'], et: ['Fail', 'Failid', 'faili'] },
  icon: 'paperclip',
  fields: {
    name: text({
      label: ['Name', 'Nombre', 'Nimi'],
      required: true,
      maxLength: longestFileName,
      personal: true,
    }),
    type: text({ label: ['Type', 'Tipo', 'Tüüp'], required: true, computed: true }),
    size: integer({ label: ['Size (bytes)', 'Tamaño (bytes)', 'Suurus (baitides)'], required: true, computed: true }),
    digest: text({ label: ['SHA-256', 'SHA-256', 'SHA-256'], required: true, computed: true, hidden: true }),
    object: text({ label: ['Object', 'Objeto', 'Objekt'], computed: true }),
    record: identifier({ label: ['Record', 'Registro', 'Kirje'], computed: true }),
    field: text({ label: ['Field', 'Campo', 'Väli'], computed: true }),
  },
  title: 'name',
  list: ['name', 'type', 'size'],
  owned: false,
  parent: ['record'],
  attached: true,
  access: { create: 'all', read: 'all', edit: 'all', delete: 'all' },
})
