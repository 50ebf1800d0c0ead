import { defineObject } from '../define-object.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'

/** A kind of record that an administrator made: machines, contracts, dogs. Its fields are custom fields. */
export const customObject = defineObject({
  name: 'custom_object',
  collection: 'custom-objects',
  label: {
    en: ['Custom object', 'Custom objects'],
    es: ['Objeto personalizado', 'Objetos personalizados'],
    et: ['Kohandatud objekt', 'Kohandatud objektid', 'kohandatud objekti'],
  },
  icon: 'cube',
  fields: {
    label: text({ label: ['One is called', 'Nombre en singular', 'Nimetus ainsuses'], required: true, maxLength: 60 }),
    plural: text({
      label: ['Many are called', 'Nombre en plural', 'Nimetus mitmuses'],
      required: true,
      maxLength: 60,
    }),
    afterNumber: text({
      label: ['After a number, in Estonian', 'Tras un número, en estonio', 'Pärast arvu (5 …)'],
      maxLength: 60,
    }),
    name: text({
      label: ['Name in the API', 'Nombre en la API', 'Nimi API-s'],
      required: true,
      maxLength: 50,
      createOnly: true,
    }),
    collection: text({
      label: ['Address in the API', 'Dirección en la API', 'Aadress API-s'],
      required: true,
      maxLength: 60,
      computed: true,
    }),
    icon: text({ label: ['Icon', 'Icono', 'Ikoon'], required: true, maxLength: 40, default: 'cube' }),
    titleLabel: text({
      label: ['Name of the title field', 'Nombre del campo de título', 'Pealkirja välja nimi'],
      maxLength: 60,
    }),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, default: 0 }),
  },
  title: 'plural',
  list: ['plural', 'label', 'name', 'icon'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  unique: [['name'], ['collection']],
  settings: true,
  metadata: true,
})
