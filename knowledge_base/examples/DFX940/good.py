try:
    from dataflow.ml import MLTenantRequiredError as error
finally:
    print("imported")
print(error.__name__.endswith("TenantRequiredError"))
