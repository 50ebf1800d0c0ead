import { Box, Divider, Stack, Text, Title } from '@mantine/core'
import type { MetadataObject } from '@tendero/model/api'
import { useReaches } from '../kernel/reach.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { PanelList } from '../sales/panel.tsx'
import { SideDrawer } from '../settings/side-drawer.tsx'
import { Explanation } from './explanation.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareLine } from './share-line.tsx'
import { useShareObject, useShares } from './shares.ts'
import { useAccessWords } from './words.ts'

interface AccessDrawerProps extends ExtensionProps {
  /** What was asked for stands above. */
  readonly first: 'sharing' | 'why'
  readonly onClose: () => void
}

/** With whom a record is shared, and who may do what with it and why. */
export function AccessDrawer({ object, record, first, onClose }: AccessDrawerProps) {
  const words = useAccessWords()
  const share = useShareObject(object)
  const mayEdit = useReaches()(object.can.edit, record)
  const sharing = share && <Sharing object={object} record={record} share={share} mayEdit={mayEdit} />
  const why = (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.why}
      </Title>
      <Explanation object={object} record={record} mayEdit={mayEdit} />
    </section>
  )
  return (
    <SideDrawer size={480} title={words.title} onClose={onClose}>
      <Stack gap="lg">
        {first === 'why' ? why : sharing}
        {sharing && <Divider />}
        {first === 'why' ? sharing : why}
      </Stack>
    </SideDrawer>
  )
}

interface SharingProps extends ExtensionProps {
  readonly share: MetadataObject
  readonly mayEdit: boolean
}

function Sharing({ object, record, share, mayEdit }: SharingProps) {
  const words = useAccessWords()
  const shares = useShares(share, object, record)
  const may = (verb: 'create' | 'edit'): boolean => mayEdit && share.can[verb] !== 'none'
  return (
    <section>
      <Title order={3} size="h4" mb="xs">
        {words.sharedWith}
      </Title>
      {shares.items?.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          {words.empty}
        </Text>
      )}
      <PanelList>
        {shares.items?.map((one) => (
          <ShareLine key={one.id} share={one} shares={shares} mayEdit={may('edit')} />
        ))}
      </PanelList>
      {may('create') && (
        <Box mt="md">
          <ShareForm object={object} record={record} share={share} />
        </Box>
      )}
    </section>
  )
}
