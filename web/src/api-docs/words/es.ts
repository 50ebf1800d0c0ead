import type { Words } from './en.ts'

export const words: Words = {
  title: 'Descripción de la API',
  lead: 'Tal como la ve tu rol, con los campos personalizados. Lo que pruebas aquí se hace de verdad.',
  file: 'Documento OpenAPI',
  back: 'A Tendero',
}
