import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { decimal } from '../fields/decimal.ts'
import { image } from '../fields/image.ts'
import { longText } from '../fields/long-text.ts'
import { text } from '../fields/text.ts'

/** What we sell. The price is in the workspace's currency. */
export const product = defineObject({
  name: 'product',
  collection: 'products',
  label: {
    en: ['Product', 'Products'],
    es: ['Producto', 'Productos'],
    et: ['Toode', 'Tooted', 'toodet'],
  },
  icon: 'package',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, search: 'A' }),
    series: text({ label: ['Series', 'Serie', 'Sari'], search: 'C' }),
    price: decimal({ label: ['Price', 'Precio', 'Hind'], scale: 6, minimum: 0 }),
    code: text({ label: ['Code', 'Código', 'Kood'], maxLength: 100, search: 'B', indexed: true }),
    active: boolean({ label: ['On sale', 'A la venta', 'Müügil'], required: true, default: true }),
    picture: image({ label: ['Picture', 'Imagen', 'Pilt'] }),
    description: longText({ label: ['Description', 'Descripción', 'Kirjeldus'], search: 'C' }),
  },
  title: 'name',
  list: ['name', 'series', 'code', 'price', 'active'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name', 'code'],
  timeline: true,
  searchable: true,
})
