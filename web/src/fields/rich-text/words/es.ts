import type { Words } from './en.ts'

export const words: Words = {
  boldControlLabel: 'Negrita',
  italicControlLabel: 'Cursiva',
  underlineControlLabel: 'Subrayado',
  strikeControlLabel: 'Tachado',
  clearFormattingControlLabel: 'Quitar el formato',
  h2ControlLabel: 'Título',
  h3ControlLabel: 'Subtítulo',
  bulletListControlLabel: 'Lista con viñetas',
  orderedListControlLabel: 'Lista numerada',
  blockquoteControlLabel: 'Cita',
  codeBlockControlLabel: 'Código',
  linkControlLabel: 'Enlace',
  unlinkControlLabel: 'Quitar el enlace',
  linkEditorInputLabel: 'Dirección',
  linkEditorInputPlaceholder: 'https://…',
  linkEditorSave: 'Guardar',
  linkEditorExternalLink: 'Abrir en otra pestaña',
  linkEditorInternalLink: 'Abrir en la misma pestaña',
  mention: 'Personas que mencionar',
}
