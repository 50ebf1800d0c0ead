import { AnchorLink } from '../design/links.tsx'
import { useSignInWords } from './words.ts'

/** Under what leads nowhere else. */
export function BackToSignIn() {
  const words = useSignInWords()
  return (
    <AnchorLink to="/sign-in" size="sm">
      {words.back}
    </AnchorLink>
  )
}
