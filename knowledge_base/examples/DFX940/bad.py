try:
    from dataflow.ml import TenantRequiredError as error
finally:
    print("imported")
print(error.__name__.endswith("TenantRequiredError"))
