import { type ComponentType, lazy } from 'react'
import { type ExtensionProps, extend, extendEvery } from './records/extensions.ts'

type Part = ComponentType<ExtensionProps>

const part = (load: () => Promise<Part>): Part => lazy(async () => ({ default: await load() }))

const nextStep = part(async () => (await import('./sales/next-step-panel.tsx')).NextStepPanel)
const contactPoints = part(async () => (await import('./sales/contact-points-panel.tsx')).ContactPointsPanel)
const affiliations = part(async () => (await import('./sales/affiliations-panel.tsx')).AffiliationsPanel)

/** What slices add to the records of objects. Everything is loaded by the pages that show it. */
extendEvery({
  banners: [part(async () => (await import('./files/file-drop.tsx')).FileDrop)],
  panels: [part(async () => (await import('./files/files-panel.tsx')).FilesPanel)],
})

extend('opportunity', {
  nextStep,
  banners: [part(async () => (await import('./sales/stage-bar.tsx')).StageBar)],
  panels: [
    part(async () => (await import('./sales/lines/lines-panel.tsx')).LinesPanel),
    part(async () => (await import('./sales/contact-roles-panel.tsx')).ContactRolesPanel),
  ],
  replaces: ['stage_entry', 'opportunity_line', 'opportunity_contact'],
  hides: ['stage', 'status', 'stageEnteredAt', 'pushCount'],
  form: () => import('./sales/deal-form.ts'),
  beforeMove: () => import('./sales/ask-first.ts'),
  dialogs: lazy(async () => ({ default: (await import('./sales/stage-dialog.tsx')).StageDialog })),
  recover(refused) {
    if (refused.problem.code !== 'stage_requires_fields') return false
    void import('./sales/recover.ts').then(({ recover }) => recover(refused))
    return true
  },
})

extend('lead', {
  nextStep,
  actions: [part(async () => (await import('./sales/conversion/convert-action.tsx')).ConvertAction)],
  banners: [part(async () => (await import('./sales/conversion/converted-banner.tsx')).ConvertedBanner)],
  beforeMove: () => import('./sales/conversion/ask-conversion.ts'),
  dialogs: lazy(async () => ({ default: (await import('./sales/conversion/asked-conversion.tsx')).AskedConversion })),
  hides: ['convertedAt', 'convertedAccount', 'convertedContact', 'convertedOpportunity'],
})

extend('contact', { panels: [affiliations, contactPoints], replaces: ['affiliation', 'contact_point'] })
extend('account', { panels: [affiliations, contactPoints], replaces: ['affiliation', 'contact_point', 'contact'] })
