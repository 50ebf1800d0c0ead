import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { recordQuery } from '../../kernel/queries.ts'
import { asked } from './ask-conversion.ts'
import { ConversionDialog } from './conversion-dialog.tsx'

/** The conversion that a gesture on the board asked for. */
export function AskedConversion() {
  const wanted = asked.use()
  return wanted && <Loaded key={wanted.lead.id} {...wanted} />
}

/** A card knows only some fields of its lead; the dialog needs all. */
function Loaded({ lead, object }: { readonly lead: AnyRecord; readonly object: MetadataObject }) {
  const { data } = useQuery(recordQuery(object, lead.id))
  return data ? <ConversionDialog lead={data} object={object} onClose={() => asked.set(null)} /> : null
}
