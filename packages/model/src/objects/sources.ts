import type { Choice } from '../field-type.ts'

/** Where a lead or an opportunity came from. */
export const sources: readonly Choice[] = [
  { value: 'website', label: { en: 'Website', es: 'Sitio web', et: 'Veebileht' } },
  { value: 'referral', label: { en: 'Referral', es: 'Recomendación', et: 'Soovitus' } },
  { value: 'walk_in', label: { en: 'Walk-in', es: 'Visita al local', et: 'Tuli ise kohale' } },
  { value: 'phone', label: { en: 'Phone call', es: 'Llamada', et: 'Telefonikõne' } },
  { value: 'campaign', label: { en: 'Campaign', es: 'Campaña', et: 'Kampaania' } },
  { value: 'event', label: { en: 'Event', es: 'Evento', et: 'Üritus' } },
  { value: 'social', label: { en: 'Social network', es: 'Red social', et: 'Sotsiaalmeedia' } },
  { value: 'prospecting', label: { en: 'Prospecting', es: 'Prospección', et: 'Klientide otsing' } },
  { value: 'other', label: { en: 'Other', es: 'Otro', et: 'Muu' } },
]
