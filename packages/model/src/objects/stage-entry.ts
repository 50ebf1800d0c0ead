import { defineObject } from '../define-object.ts'
import { dateTime } from '../fields/date-time.ts'
import { ref } from '../fields/reference.ts'

/** When an opportunity was in which stage. Written by every change of stage; an import can fill in the past. */
export const stageEntry = defineObject({
  name: 'stage_entry',
  collection: 'stage-entries',
  label: {
    en: ['Stage entry', 'Stage entries'],
    es: ['Paso por etapa', 'Pasos por etapas'],
    et: ['Etapi läbimine', 'Etappide läbimised', 'etapi läbimist'],
  },
  icon: 'history',
  fields: {
    opportunity: ref('opportunity', {
      label: ['Opportunity', 'Oportunidad', 'Müügivõimalus'],
      required: true,
      createOnly: true,
      cascade: true,
    }),
    stage: ref('stage', { label: ['Stage', 'Etapa', 'Etapp'], required: true }),
    enteredAt: dateTime({ label: ['Entered', 'Entrada', 'Sisenemine'], required: true }),
    leftAt: dateTime({ label: ['Left', 'Salida', 'Lahkumine'] }),
  },
  title: 'enteredAt',
  list: ['opportunity', 'stage', 'enteredAt', 'leftAt'],
  owned: false,
  parent: ['opportunity'],
  access: { create: 'none', read: 'all', edit: 'none', delete: 'none' },
  indexes: [['opportunity', 'enteredAt']],
})
