import type { Words } from './en.ts'

export const words: Words = {
  begin: (name) => `Ver el CRM como ${name}`,
  seeing: (name) => `Estás viendo el CRM como ${name}.`,
  readOnly: 'No se puede cambiar nada.',
  until: (time) => `Hasta las ${time}.`,
  stop: 'Terminar',
  banner: 'Visto como otra persona',
  past: 'Quién vio el CRM como tú',
  pastLead:
    'Los administradores pueden ver lo que tú ves, durante una hora como máximo y sin cambiar nada. Cada vez queda anotada.',
}
