import type { Words } from './en.ts'

export const words: Words = {
  start: 'Desde',
  end: 'Hasta',
  earlier: 'Antes',
  later: 'Después',
  scale: 'Cuánto se muestra',
  scales: { month: 'Mes', quarter: 'Trimestre', year: 'Año' },
  span: (from: string, until: string) => `${from} – ${until}`,
  open: (from: string) => `desde ${from}`,
  empty: 'Nada en este tiempo',
  more: (count: string) => `${count} más en este tiempo: acótalo con un filtro.`,
  moved: (title: string, span: string) => `${title} pasa a: ${span}`,
  byKeyboard: 'Alt y ← o → lo mueven; con Mayús mueven su final',
}
