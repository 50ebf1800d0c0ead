import type { Words } from './en.ts'

export const words: Words = {
  boldControlLabel: 'Paks kiri',
  italicControlLabel: 'Kaldkiri',
  underlineControlLabel: 'Allajoonitud',
  strikeControlLabel: 'Läbikriipsutatud',
  clearFormattingControlLabel: 'Eemalda vormindus',
  h2ControlLabel: 'Pealkiri',
  h3ControlLabel: 'Alapealkiri',
  bulletListControlLabel: 'Täpploend',
  orderedListControlLabel: 'Nummerdatud loend',
  blockquoteControlLabel: 'Tsitaat',
  codeBlockControlLabel: 'Kood',
  linkControlLabel: 'Link',
  unlinkControlLabel: 'Eemalda link',
  linkEditorInputLabel: 'Aadress',
  linkEditorInputPlaceholder: 'https://…',
  linkEditorSave: 'Salvesta',
  linkEditorExternalLink: 'Ava uuel vahelehel',
  linkEditorInternalLink: 'Ava samal vahelehel',
  mention: 'Inimesed, keda mainida',
}
