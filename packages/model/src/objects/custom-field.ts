import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { document } from '../fields/document.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'

/** A field that an administrator made. Its values live in the records' `custom` document under this name. */
export const customField = defineObject({
  name: 'custom_field',
  collection: 'custom-fields',
  label: {
    en: ['Custom field', 'Custom fields'],
    es: ['Campo personalizado', 'Campos personalizados'],
    et: ['Kohandatud väli', 'Kohandatud väljad', 'kohandatud välja'],
  },
  icon: 'forms',
  fields: {
    label: text({ label: ['Label', 'Etiqueta', 'Nimetus'], required: true, maxLength: 100 }),
    object: text({ label: ['Object', 'Objeto', 'Objekt'], required: true, maxLength: 60, createOnly: true }),
    name: text({
      label: ['Name in the API', 'Nombre en la API', 'Nimi API-s'],
      required: true,
      maxLength: 50,
      createOnly: true,
    }),
    kind: text({ label: ['Kind', 'Tipo', 'Liik'], required: true, maxLength: 30, createOnly: true }),
    options: document({ label: ['Options', 'Opciones', 'Valikud'], hidden: true }),
    required: boolean({ label: ['Required', 'Obligatorio', 'Kohustuslik'], required: true, default: false }),
    indexed: boolean({ label: ['Indexed', 'Indexado', 'Indekseeritud'], required: true, default: false }),
    filled: integer({
      label: ['Filled, in hundredths', 'Rellenado, en centésimas', 'Täidetud, protsentides'],
      computed: true,
      hidden: true,
    }),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, default: 0 }),
  },
  title: 'label',
  list: ['label', 'object', 'kind', 'required', 'indexed'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  unique: [['object', 'name']],
  settings: true,
  metadata: true,
})
