/**
 * Values of the environment marker variables (PyPA "Dependency specifiers"); what is absent is not known.
 *
 * @public
 */
export interface MarkerEnvironment {
  os_name?: string;
  sys_platform?: string;
  platform_machine?: string;
  platform_python_implementation?: string;
  platform_release?: string;
  platform_system?: string;
  platform_version?: string;
  python_version?: string;
  python_full_version?: string;
  implementation_name?: string;
  implementation_version?: string;
}
