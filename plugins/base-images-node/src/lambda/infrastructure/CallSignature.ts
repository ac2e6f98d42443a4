/**
 * An argument of a call: its keyword (in TypeScript, the property of an object argument), or its position from 0.
 *
 * @public
 */
export type CallArgument = string | number;

/**
 * How a call in Pulumi code builds the container image of a Lambda: for components that wrap the image resources, which a
 * reader of the code could not know otherwise.
 *
 * @public
 */
export interface CallSignature {
  /** Last name of what is called: a class or a function, without its module. */
  callee: string;
  /** Path of the Dockerfile: relative to the repository, the project or the file, wherever it exists. */
  dockerfileArgument: CallArgument;
  /** Dockerfile where the call names none, relative to the context; without it, such a call builds nothing. */
  defaultDockerfile?: string;
  /** Path of the build context, read in the same way; the Dockerfile's own folder where it is not given. */
  contextArgument?: CallArgument;
  /** Name of the component, for `functionNameTemplate`. */
  nameArgument?: CallArgument;
  /** Name of the function, or a list of names; the first argument of these that is given counts. */
  functionNameArguments?: CallArgument[];
  /** Name of the function where no argument gives it; `{name}` stands for the component's name. */
  functionNameTemplate?: string;
  /** Stage to build. */
  targetArgument?: CallArgument;
  /** Platform such as `linux/arm64`. */
  platformArgument?: CallArgument;
  /** Build arguments, as a dictionary. */
  buildArgsArgument?: CallArgument;
}

/** The component of the guide that this project grew from. @public */
export const defaultPulumiComponents: CallSignature[] = [
  {
    callee: 'CodeBuildDockerImage',
    nameArgument: 0,
    dockerfileArgument: 'dockerfile_path',
    contextArgument: 'build_context_path',
    functionNameArguments: ['lambda_function_name', 'lambda_function_names'],
    functionNameTemplate: '{name}-{stack}',
    platformArgument: 'platform',
    buildArgsArgument: 'build_args',
  },
];
