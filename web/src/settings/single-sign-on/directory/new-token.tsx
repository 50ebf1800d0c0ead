import { Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useWords } from '../../../kernel/language.ts'
import { fieldErrors } from '../../../kernel/problems.ts'
import { useDraft } from '../../draft.ts'
import { Editor } from '../../editor.tsx'
import { type NamedWithRole, NamedWithRoleFields } from '../../named-with-role.tsx'
import { providersQuery } from '../providers.ts'
import { useNewToken } from './tokens.ts'
import { useDirectoryWords } from './words.ts'

interface Draft extends NamedWithRole {
  readonly provider: string | null
}

interface NewTokenProps {
  readonly onClose: () => void
  readonly onMade: (token: string) => void
}

/** Lets a directory in. */
export function NewToken({ onClose, onMade }: NewTokenProps) {
  const words = useWords()
  const own = useDirectoryWords()
  const providers = useSuspenseQuery(providersQuery).data.items
  const draft = useDraft<Draft>({ name: '', role: null, provider: providers[0]?.id ?? null })
  const make = useNewToken()
  const errors = fieldErrors(make.error, words)
  const { name, role, provider } = draft.value
  return (
    <Editor
      title={own.add}
      saveLabel={own.make}
      onClose={onClose}
      idle={name.trim() === '' || role === null}
      saving={make.isPending}
      error={make.error}
      onSave={() => {
        if (role) make.mutate({ name: name.trim(), role, provider }, { onSuccess: ({ token }) => onMade(token) })
      }}
    >
      <NamedWithRoleFields value={draft.value} errors={errors} words={own} onChange={draft.set} />
      {providers.length > 0 && (
        <Select
          label={own.provider}
          description={own.providerLead}
          clearable
          clearButtonProps={{ 'aria-label': words.fields.clear(own.provider) }}
          data={providers.map((one) => ({ value: one.id, label: one.name }))}
          placeholder={words.common.none}
          value={provider}
          error={errors.provider}
          onChange={(chosen) => draft.set({ provider: chosen })}
        />
      )}
    </Editor>
  )
}
