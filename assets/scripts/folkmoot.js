// Every page works without this file. It adds the small comforts: errors that take the focus, a character count that
// counts, checkboxes that reveal a follow-up, a button that cannot be pressed twice by accident.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs, createAll
} from 'govuk-frontend'

// Said here and not by a script in the page, which the content security policy would refuse.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

createAll(Button, { preventDoubleClick: true })
for (const component of [
  CharacterCount, Checkboxes, ErrorSummary, FileUpload, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs
]) createAll(component)
