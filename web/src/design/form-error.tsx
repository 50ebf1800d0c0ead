import { Alert } from '@mantine/core'
import { useWords } from '../kernel/language.ts'
import { errorWords, isOffline } from '../kernel/problems.ts'

/** Why a form was refused, announced at once. */
export function FormError({ error }: { readonly error: unknown }) {
  const words = useWords()
  if (!error) return null
  return (
    <Alert color="red" variant="light" role="alert" p="sm">
      {isOffline(error) ? words.offline.notSaved : errorWords(error, words)}
    </Alert>
  )
}
