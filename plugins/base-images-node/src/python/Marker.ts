/** The variables that an environment marker may name (PyPA "Dependency specifiers", "Environment markers"). @public */
export type MarkerVariable =
  | 'os_name'
  | 'sys_platform'
  | 'platform_machine'
  | 'platform_python_implementation'
  | 'platform_release'
  | 'platform_system'
  | 'platform_version'
  | 'python_version'
  | 'python_full_version'
  | 'implementation_name'
  | 'implementation_version'
  | 'extra'
  | 'extras'
  | 'dependency_groups';

/** How the two sides of a marker are compared. @public */
export type MarkerOperator =
  '<' | '<=' | '>' | '>=' | '==' | '!=' | '~=' | '===' | 'in' | 'not in';

/** One side of a comparison. @public */
export type MarkerOperand =
  { type: 'variable'; name: MarkerVariable } | { type: 'value'; value: string };

/** An environment marker as a tree. @public */
export type Marker =
  | { type: 'and' | 'or'; markers: Marker[] }
  | {
      type: 'comparison';
      left: MarkerOperand;
      operator: MarkerOperator;
      right: MarkerOperand;
    };
