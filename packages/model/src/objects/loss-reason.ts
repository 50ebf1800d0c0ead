import { defineObject } from '../define-object.ts'
import { boolean } from '../fields/boolean.ts'
import { document } from '../fields/document.ts'
import { integer } from '../fields/integer.ts'
import { text } from '../fields/text.ts'

/** Why a deal was lost. */
export const lossReason = defineObject({
  name: 'loss_reason',
  collection: 'loss-reasons',
  label: {
    en: ['Reason for losing', 'Reasons for losing'],
    es: ['Motivo de pérdida', 'Motivos de pérdida'],
    et: ['Kaotuse põhjus', 'Kaotuse põhjused', 'kaotuse põhjust'],
  },
  icon: 'mood-sad',
  fields: {
    name: text({ label: ['Name', 'Nombre', 'Nimi'], required: true, maxLength: 100 }),
    labels: document({ label: ['Translations', 'Traducciones', 'Tõlked'], hidden: true }),
    position: integer({ label: ['Position', 'Posición', 'Järjekord'], required: true, default: 0 }),
    active: boolean({ label: ['In use', 'En uso', 'Kasutusel'], required: true, default: true }),
  },
  title: 'name',
  list: ['name', 'active', 'position'],
  owned: false,
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  keys: ['name'],
  settings: true,
  metadata: true,
})
