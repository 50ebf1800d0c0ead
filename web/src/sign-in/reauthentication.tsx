import { lazy, Suspense, useEffect, useState } from 'react'
import { useSession } from '../kernel/session.ts'
import { reauthentication } from '../kernel/transport.ts'

const ReauthenticationDialog = lazy(() =>
  import('./reauthentication-dialog.tsx').then(({ ReauthenticationDialog }) => ({ default: ReauthenticationDialog })),
)

const ProviderProof = lazy(() =>
  import('./single-sign-on/provider-proof.tsx').then(({ ProviderProof }) => ({ default: ProviderProof })),
)

/** Stands ready to ask who is there, whenever the server wants to know it again. */
export function Reauthentication() {
  const { provider } = useSession()
  const [answer, setAnswer] = useState<{ readonly give: (shown: boolean) => void }>()
  useEffect(() => {
    reauthentication.ask = () => new Promise((give) => setAnswer({ give }))
    return () => {
      reauthentication.ask = async () => false
    }
  }, [])
  const done = (shown: boolean): void => {
    answer?.give(shown)
    setAnswer(undefined)
  }
  if (!answer) return null
  return (
    <Suspense fallback={null}>
      {provider ? (
        <ProviderProof provider={provider} onClose={() => done(false)} />
      ) : (
        <ReauthenticationDialog onDone={done} />
      )}
    </Suspense>
  )
}
