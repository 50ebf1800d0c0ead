import { counter } from '../../i18n/plural.ts'
import type { Words } from './en.ts'

const n = counter('es')

export const words: Words = {
  title: 'Archivos',
  add: 'Añadir archivos',
  empty: 'Suelta archivos en cualquier parte de esta página o pega una imagen.',
  dropHere: 'Suelta para adjuntar',
  pastedImage: (when) => `Imagen ${when}`,
  attached: (name) => `«${name}» está adjunto`,
  attachedMany: (count) => `${n(count, 'archivo adjunto', 'archivos adjuntos')}`,
  removed: (name) => `Se ha quitado «${name}»`,
  uploading: (name) => `Subiendo «${name}»`,
  cancel: (name) => `Cancelar: ${name}`,
  retry: (name) => `Reintentar: ${name}`,
  dismiss: (name) => `Descartar: ${name}`,
  tooLarge: (most) => `Ocupa más de ${most}, el máximo de un archivo aquí.`,
  more: (name) => `Acciones: ${name}`,
  open: (name) => `Mostrar ${name}`,
  rename: 'Cambiar el nombre',
  name: 'Nombre del archivo',
  download: 'Descargar',
  remove: 'Quitar',
  previous: 'Archivo anterior',
  next: 'Archivo siguiente',
  noPreview: 'Este tipo de archivo no se muestra aquí. Descárgalo para abrirlo.',
  cut: 'Solo se muestra el principio.',
}
