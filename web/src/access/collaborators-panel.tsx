import type { MetadataObject } from '@tendero/model/api'
import { useReaches } from '../kernel/reach.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { Panel, PanelList } from '../sales/panel.tsx'
import { ShareLine } from './share-line.tsx'
import { useShareObject, useShares } from './shares.ts'
import { useAccessWords } from './words.ts'

/** Whom a record is shared with, beside it; nothing while it is shared with nobody. */
export function CollaboratorsPanel(props: ExtensionProps) {
  const share = useShareObject(props.object)
  return share ? <Collaborators {...props} share={share} /> : null
}

function Collaborators({ object, record, share }: ExtensionProps & { readonly share: MetadataObject }) {
  const words = useAccessWords()
  const shares = useShares(share, object, record)
  const mayEdit = useReaches()(object.can.edit, record) && share.can.edit !== 'none'
  if (!shares.items?.length) return null
  return (
    <Panel title={words.collaborators} count={shares.items.length}>
      <PanelList>
        {shares.items.map((one) => (
          <ShareLine key={one.id} share={one} shares={shares} mayEdit={mayEdit} />
        ))}
      </PanelList>
    </Panel>
  )
}
