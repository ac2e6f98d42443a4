import { dockerfilePreviewSchema } from './schema';

type Props = typeof dockerfilePreviewSchema.TProps;

/** What the parts of the preview are made from. */
export interface PreviewPartProps {
  formContext: Props['formContext'];
  options: NonNullable<Props['uiSchema']['ui:options']>;
}
